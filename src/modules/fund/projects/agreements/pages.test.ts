import { expect } from 'vitest';
import { siteTest } from '../../../../../test/site.ts';
import { createProject, people, twoInstalments } from '../factories.ts';
import { projectPaths } from '../paths.ts';
import { sendAgreement } from './commands.ts';

const test = siteTest();

test('whoever signs an agreement reads its amount, its end and its instalments on the page; the template is the secretariat’s matter', async ({
  act,
  openSite,
}) => {
  const project = await createProject(act());
  const instalments = twoInstalments(80_000_00);
  const id = await sendAgreement(act({ actor: people.officer }), project.id, { lang: 'fr', instalments });
  const { browser } = openSite();
  const [city, officer] = [await browser('city', project.leadId), await browser('officer')];
  const read = async (who: typeof city, path: string) =>
    (await (await who.get(path)).text()).replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ');
  const own = await read(city, projectPaths.ownAgreement(project.reference, id));
  expect(own).toContain('Montant de la subvention, au plus 80 000,00 €');
  expect(own).toContain('1 : 40 000,00 €, le');
  expect(own).not.toContain('Modèle');
  const staff = await read(officer, projectPaths.agreement(project.reference, id));
  expect(staff).toContain('80 000,00 €');
  expect(staff).toContain('Modèle Texte de Beffroi');
});
