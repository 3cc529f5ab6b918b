/** The Typst template of a text: it only walks the data given in `sys.inputs.data`, and shows strings as they are. */
export const template = `
#let data = json(bytes(sys.inputs.data))
#let night = rgb("#17233f")
#let soft = rgb("#4a5266")
#let serif = ("Libertinus Serif", "New Computer Modern")

#set document(title: data.title, author: data.author, date: datetime(year: data.date.at(0), month: data.date.at(1), day: data.date.at(2)))
#set text(lang: data.lang, region: data.region, font: serif, size: 11pt, fill: rgb("#1b2233"))
#set page(paper: "a4", margin: (x: 25mm, top: 25mm, bottom: 24mm), numbering: "1 / 1", number-align: end)
#set par(justify: true, leading: 0.72em, spacing: 1.2em)
#set footnote.entry(separator: line(length: 25%, stroke: 0.5pt + soft))
#show footnote.entry: set text(size: 8.5pt)
#show heading: set text(fill: night)
#show heading: set block(above: 1.6em, below: 0.95em, sticky: true)
#show heading.where(level: 2): set text(size: 14pt)
#show heading.where(level: 3): set text(size: 12pt)
#show link: set text(fill: night)

#let inlines(list) = {
  for one in list {
    if one.kind == "text" { one.text }
    else if one.kind == "code" { raw(one.text) }
    else if one.kind == "strong" { strong(inlines(one.children)) }
    else if one.kind == "emphasis" { emph(inlines(one.children)) }
    else if one.kind == "group" { inlines(one.children) }
    else if one.kind == "link" { link(one.href, underline(inlines(one.children))) }
    else if one.kind == "break" { linebreak() }
    else if one.kind == "figure" {
      one.words
      inlines(one.after)
      if one.note != none {
        footnote[#one.note.words #link(one.note.url, raw(one.note.code)) – #link(one.note.url, one.note.url)]
      }
    }
  }
}

#let blocks(list-of-blocks) = {
  for (position, one) in list-of-blocks.enumerate() {
    let next = list-of-blocks.at(position + 1, default: (kind: ""))
    // What announces a list stays with it.
    if one.kind == "paragraph" { if next.kind == "list" { block(sticky: true, par(inlines(one.children))) } else { par(inlines(one.children)) } }
    else if one.kind == "heading" { heading(level: one.level, inlines(one.children)) }
    else if one.kind == "quote" { quote(block: true, blocks(one.children)) }
    else if one.kind == "code" { raw(one.text, block: true) }
    else if one.kind == "rule" { align(center, line(length: 30%, stroke: 0.5pt + soft)) }
    else if one.kind == "list" {
      let items = one.items.map(blocks)
      if one.ordered { enum(start: one.first, spacing: 0.9em, ..items) } else { list(spacing: 0.9em, ..items) }
    }
  }
}

#text(fill: soft, size: 9.5pt, data.eyebrow)
#block(below: 1.5em)[
  #set par(justify: false, leading: 0.5em)
  #show heading: set text(size: 22pt)
  #heading(level: 1, data.title)
]
#for notice in data.notices {
  block(width: 100%, inset: (left: 10pt, y: 4pt), stroke: (left: 3pt + rgb("#8a5a00")), notice)
}
#{
  set text(size: 12.5pt, fill: soft)
  blocks(data.lead)
}
#blocks(data.body)
#v(1em)
#text(fill: soft, size: 9.5pt)[#data.address.label #link(data.address.url, data.address.url)]
`;
