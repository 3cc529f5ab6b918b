/** Badges to be cut out: eight on an A4 page, 9 by 6 centimetres, each with its name, its party and the code that the desk reads. */
export const badgeTemplate = `
#let data = json(bytes(sys.inputs.data))
#set document(title: data.title, author: data.author)
#set page(paper: "a4", margin: (x: 1.4cm, y: 1.6cm), numbering: none)
#set text(font: ("Libertinus Serif", "Noto Sans Khmer", "Noto Serif Khmer", "Khmer OS"), lang: data.lang, region: if data.lang == "fr" { "fr" } else { "gb" }, size: 10pt)
#let qr(rows) = {
  let side = 2.1cm
  let step = side / rows.len()
  box(width: side, height: side, {
    for (y, row) in rows.enumerate() {
      for (start, length) in row {
        place(top + left, dx: start * step, dy: y * step, rect(width: length * step, height: step, fill: black, stroke: none))
      }
    }
  })
}
#let fit(body, size, lines) = layout(area => {
  let current = size
  let set-at(s) = block(width: area.width, text(size: s, weight: "bold", body))
  while current > 8pt and measure(set-at(current), width: area.width).height > lines * current * 1.35 { current = current - 1pt }
  set-at(current)
})
#let badge(one) = box(width: 9cm, height: 6cm, stroke: 0.4pt + luma(160), inset: 0.45cm, {
  text(size: 8pt, fill: rgb("#8a2f1d"), upper(data.event))
  v(-0.1cm)
  text(size: 7.5pt, fill: luma(80), data.when)
  v(0.1cm)
  // A badge is read from two metres: the name takes what the others leave, on two lines at most.
  block(height: 2.2cm, width: 100%, fit(one.name, 28pt, 2))
  place(bottom + left, block(width: 5.6cm, {
    if one.role != none { text(size: 9pt, one.role); linebreak() }
    text(size: 11pt, weight: "bold", fill: rgb("#17233f"), one.party)
  }))
  place(bottom + right, stack(dir: ttb, spacing: 0.12cm, qr(one.qr), align(center, text(size: 7pt, font: "DejaVu Sans Mono", one.badge))))
})
#grid(columns: (9cm, 9cm), row-gutter: 0cm, column-gutter: 0.2cm, ..data.badges.map(badge))
`;
