/** The Typst template of papers: it only walks the data given in `sys.inputs.data`, and shows strings as they are. */
export const template = `
#let data = json(bytes(sys.inputs.data))
#let night = rgb("#17233f")
#let soft = rgb("#4a5266")
#let rule = 0.5pt + rgb("#b9b3a6")

#set document(title: data.title, author: data.author, date: datetime(year: data.date.at(0), month: data.date.at(1), day: data.date.at(2)))
#set text(font: ("Libertinus Serif", "New Computer Modern"), size: 11pt, fill: rgb("#1b2233"))
#set par(leading: 0.68em, spacing: 1.1em)
#show heading: set text(fill: night, hyphenate: false)
#show heading: set par(justify: false)
#show heading: set block(above: 1.5em, below: 0.9em, sticky: true)
#show heading.where(level: 2): set text(size: 14pt)
#show heading.where(level: 3): set text(size: 12pt)
#show heading.where(level: 4): set text(size: 11pt)

// A hash or a signature, which has no place to be cut, is cut where the line ends: not by marks that whoever copies it would take along.
#show regex("[0-9A-Za-z+/=]{44,}"): it => it.text.clusters().map(box).join()

#let lines(list) = list.map(line => [#line]).join(linebreak())

#let block-of(one) = {
  if one.kind == "heading" { heading(level: one.level + 1, one.text) }
  else if one.kind == "paragraph" {
    if one.style == "lead" { par(text(size: 12.5pt, fill: soft, lines(one.lines))) }
    else if one.style == "small" { par(text(size: 9pt, fill: soft, lines(one.lines))) }
    else if one.style == "strong" { par(strong(lines(one.lines))) }
    else { par(lines(one.lines)) }
  }
  else if one.kind == "list" {
    let items = one.items.map(lines)
    if one.ordered { enum(spacing: 0.7em, ..items) } else { list(spacing: 0.7em, ..items) }
  }
  else if one.kind == "facts" {
    set par(justify: false)
    table(
      columns: (34%, 1fr),
      stroke: (x, y) => (bottom: rule),
      inset: (left: 0pt, right: 12pt, y: 5pt),
      ..one.rows.map(row => (text(fill: soft, lines(row.at(0))), lines(row.at(1)))).flatten(),
    )
  }
  else if one.kind == "table" {
    set par(justify: false, leading: 0.55em)
    set text(size: 9.5pt)
    let side(name) = if name == "end" { end } else { start }
    let cells(row) = row.map(lines)
    table(
      columns: one.columns.map(column => if column.share == none { auto } else { column.share * 1fr }),
      align: one.columns.map(column => side(column.align) + top),
      stroke: (x, y) => (bottom: if y == 0 { 1pt + night } else { rule }),
      inset: (x: 4pt, y: 4.5pt),
      table.header(repeat: true, ..one.columns.map(column => strong(text(fill: night, lines(column.header))))),
      ..one.rows.map(cells).flatten(),
      ..if one.total != none { (table.footer(repeat: false, ..one.total.map(cell => table.cell(stroke: (top: 1pt + night), strong(lines(cell))))),) },
    )
  }
  else if one.kind == "signature" {
    block(breakable: false, width: 100%, above: 2.2em, pad(left: 50%, {
      set par(justify: false)
      lines(one.lines)
      v(22mm)
    }))
  }
  else if one.kind == "pageBreak" { pagebreak(weak: true) }
}

#let letterhead(sender) = {
  set par(justify: false, leading: 0.55em)
  if sender.len() > 0 { text(weight: "bold", fill: night, sender.first()) }
  if sender.len() > 1 { linebreak(); text(size: 9.5pt, fill: soft, lines(sender.slice(1))) }
}

#let letter-opening(paper) = {
  // The address begins 110 mm from the left and 45 mm from the top, where a window envelope shows it.
  grid(
    columns: (80mm, 1fr),
    column-gutter: 5mm,
    letterhead(paper.sender),
    { v(23mm); set par(justify: false, leading: 0.6em); lines(paper.recipient) },
  )
  v(10mm)
  if paper.reference != "" { text(size: 9.5pt, fill: soft, paper.reference) }
  if paper.placeAndDate != "" { pad(left: 85mm, paper.placeAndDate) }
  v(4mm)
  show heading: set text(size: 12pt)
  show heading: set block(below: 1.3em)
  heading(level: 1, paper.title)
}

#let opening(paper) = {
  if paper.sender.len() > 0 { block(below: 2em, letterhead(paper.sender)) }
  {
    show heading: set text(size: 21pt)
    heading(level: 1, paper.title)
  }
  let marks = (paper.placeAndDate, paper.reference).filter(one => one != "")
  if marks.len() > 0 { block(below: 1.6em, text(size: 9.5pt, fill: soft, marks.join(" · "))) }
}

// Each paper begins on a page of its own, and counts its own pages.
#for (index, paper) in data.papers.enumerate() {
  let is-letter = paper.recipient.len() > 0
  // On both sides of the sheet, the next letter would begin on the back of this one.
  if data.twoSided { pagebreak(weak: true, to: "odd") }
  let end = label("end-" + str(index))
  set page(
    paper: "a4",
    flipped: paper.landscape,
    margin: (x: if paper.landscape { 18mm } else { 25mm }, top: 22mm, bottom: 22mm),
    footer: context {
      let page-number = counter(page).get().first()
      let pages = counter(page).at(end).first()
      set text(lang: paper.lang, size: 8.5pt, fill: soft)
      if pages > 1 {
        grid(columns: (1fr, auto), column-gutter: 8mm, if page-number > 1 { paper.title }, [#page-number / #pages])
      }
    },
  )
  set text(lang: paper.lang, region: paper.region)
  set par(justify: is-letter)
  counter(page).update(1)
  if is-letter { letter-opening(paper) } else { opening(paper) }
  for (position, one) in paper.blocks.enumerate() {
    let next = paper.blocks.at(position + 1, default: (kind: ""))
    // Neither a signature nor what announces a list stands alone on a page.
    if next.kind in ("signature", "list") and one.kind == "paragraph" { block(sticky: true, block-of(one)) } else { block-of(one) }
  }
  [#metadata(none) #end]
}
`;
