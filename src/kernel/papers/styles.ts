import { BorderStyle, LineRuleType } from 'docx';
import type { Lang } from '../i18n/lang.ts';

/** The styles of our Word documents, in the language of their words. Line heights are told to be relative: LibreOffice takes them as points. */
export function officeStyles(lang: Lang) {
  return {
    default: {
      document: { run: { font: 'Calibri', size: 22, language: { value: lang === 'fr' ? 'fr-FR' : 'en-GB' } } },
      title: { run: { font: serif, size: 44, bold: true, color: night }, paragraph: { spacing: { after: 120 } } },
      heading1: { run: { font: serif, size: 30, bold: true, color: night }, paragraph: { spacing: { before: 320, after: 100 } } },
      heading2: { run: { font: serif, size: 25, bold: true, color: night }, paragraph: { spacing: { before: 240, after: 80 } } },
      heading3: { run: { font: serif, size: 22, bold: true, color: night }, paragraph: { spacing: { before: 200, after: 60 } } },
      footnoteText: { run: { size: 18 } },
    },
    paragraphStyles: [
      { id: 'Normal', name: 'Normal', quickFormat: true, paragraph: { spacing: { after: 140, line: 288, lineRule: LineRuleType.AUTO } } },
      { id: 'Eyebrow', name: 'Eyebrow', basedOn: 'Normal', run: { size: 19, color: '4A5266' } },
      { id: 'Lead', name: 'Lead', basedOn: 'Normal', run: { size: 25, color: '4A5266' } },
      { id: 'Item', name: 'Item', basedOn: 'Normal', paragraph: { spacing: { after: 60 } } },
      { id: 'Small', name: 'Small', basedOn: 'Normal', run: { size: 18, color: '4A5266' } },
      { id: 'Subject', name: 'Subject', basedOn: 'Title', run: { size: 24 }, paragraph: { spacing: { before: 240, after: 200 } } },
      { id: 'Address', name: 'Address', basedOn: 'Normal', paragraph: { spacing: { after: 0, line: 264, lineRule: LineRuleType.AUTO } } },
      {
        id: 'Cell',
        name: 'Cell',
        basedOn: 'Normal',
        run: { size: 19 },
        paragraph: { spacing: { before: 40, after: 40, line: 240, lineRule: LineRuleType.AUTO } },
      },
      { id: 'Quotation', name: 'Quotation', basedOn: 'Normal', run: { italics: true }, paragraph: { indent: { left: 420 } } },
      {
        id: 'Notice',
        name: 'Notice',
        basedOn: 'Normal',
        paragraph: { indent: { left: 200 }, border: { left: { style: BorderStyle.SINGLE, size: 24, color: '8A5A00', space: 8 } } },
      },
    ],
  };
}

const serif = 'Georgia';
const night = '17233F';
