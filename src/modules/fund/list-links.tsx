import { ExportLinks, Pagination } from '../../ui/index.ts';
import { exportFormats } from '../register/index.ts';

/** Under a list: its other pages, and the whole of it as a file. `hrefOf`: the address of the list with this changed in it. */
export function ListLinks({ page, pages, hrefOf }: { page: number; pages: number; hrefOf: (more: Record<string, string>) => string }) {
  return (
    <>
      <Pagination page={page} pages={pages} hrefOf={(number) => hrefOf({ page: String(number) })} />
      <ExportLinks hrefOf={(format) => hrefOf({ format: exportFormats[format] })} />
    </>
  );
}
