import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { usePage } from '../../../ui/index.ts';
import { type AskedDay, withQuery } from '../asked-day.ts';
import { say } from '../messages.ts';
import { registerPaths } from '../paths.ts';

/** What every dated page of the register needs to know. */
export interface RegisterContextValue {
  day: AskedDay;
  /** The reader may record facts: pages of the register as it is known now show how. */
  mayRecord: boolean;
}

export const RegisterContext = createContext<RegisterContextValue | null>(null);

/** The register's words in the reader's language, the day shown, and addresses that stay on it. */
export function useRegister() {
  const { lang } = usePage();
  const context = useContext(RegisterContext);
  if (!context) throw new Error('A view of the register was rendered outside RegisterContext.Provider');
  const { day, mayRecord } = context;
  return {
    lang,
    say: say.in(lang),
    day,
    /** What was known then cannot be changed from a page that shows it. */
    mayChange: mayRecord && day.knownAt === null,
    partyHref: (slug: string) => withQuery(registerPaths.party(slug), day.query),
    onDay: (path: string) => withQuery(path, day.query),
  };
}
