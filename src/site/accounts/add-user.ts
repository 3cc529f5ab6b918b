import { acceptInvitation, joiningInput } from '../../kernel/auth/users/joining.ts';
import { invitationInput, inviteMember } from '../../kernel/auth/users/commands.ts';
import type { Command } from '../../kernel/command.ts';
import { Invalid } from '../../kernel/errors.ts';
import { checkInput } from '../../kernel/http/forms.ts';
import { localPath } from '../../kernel/http/env.ts';
import { say } from './messages.ts';
import { accountPaths } from './paths.ts';

/** `beffroi user add EMAIL --name NAME --role ROLE [--password-stdin]` */
export const addUser: Command = {
  words: ['user', 'add'],
  summary: say.later('command.userAdd'),
  usage: 'EMAIL --name NOM --role admin|officer|editor|reader [--lang fr|en] [--password-stdin] [--json]',
  options: {
    name: { type: 'string' },
    role: { type: 'string' },
    lang: { type: 'string' },
    'password-stdin': { type: 'boolean' },
    json: { type: 'boolean' },
  },
  arguments: { min: 1, max: 1 },
  async run({ act, arguments: [email], options, print, complain, readFile, lang }) {
    const t = say.in(lang);
    const values = {
      email: email!,
      name: String(options['name'] ?? ''),
      role: String(options['role'] ?? ''),
      ...(options['lang'] ? { lang: String(options['lang']) } : {}),
    };
    const input = checkInput(invitationInput, values, lang);
    const password = options['password-stdin'] ? checkInput(joiningInput, { password: await readPassword(readFile) }, lang) : null;
    const faults = [input, password].flatMap((read) => (read && !read.ok ? Object.entries(read.errors) : []));
    if (!input.ok || (password && !password.ok)) {
      for (const [field, sentence] of faults) complain(`${field} : ${sentence}`);
      return 2;
    }
    try {
      // The link is printed here: no mail has to carry it.
      const { userId, token } = await inviteMember({ ...act, site: { ...act.site, sendsMail: false } }, input.value);
      const url = act.site.url + localPath(input.value.lang, accountPaths.invitation(token));
      if (password) await acceptInvitation(act, token, password.value);
      if (options['json'])
        print(JSON.stringify({ id: userId, email: input.value.email, role: input.value.role, url: password ? null : url }));
      else if (password) print(t('command.userAdd.done', { email: input.value.email }));
      else for (const line of [t('command.userAdd.link', { email: input.value.email }), url]) print(line);
      return 0;
    } catch (error) {
      if (!(error instanceof Invalid)) throw error;
      for (const sentence of Object.values(error.fields)) complain(sentence(lang));
      return 1;
    }
  },
};

/** One line, without its end. */
async function readPassword(readFile: (path: string) => Promise<Uint8Array>): Promise<string> {
  return new TextDecoder().decode(await readFile('-')).replace(/\r?\n$/, '');
}
