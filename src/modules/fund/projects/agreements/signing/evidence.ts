import type { Signer } from '../../../../../kernel/signing/index.ts';
import { signedFile, signValue } from '../../../../../kernel/signing/index.ts';
import type { Project } from '../../schema.ts';
import type { AgreementCase } from '../queries.ts';

/**
 * The evidence of a signature on line: on which bytes, by whom, how they were known, when, in which order. Sealed by this
 * installation, so that whoever holds it and the PDF can check both alone.
 */
export function writeEvidence(project: Project, { agreement, signatures }: AgreementCase, signer: Signer): string {
  return signedFile(
    signValue(
      {
        kind: 'agreement-signature',
        project: project.reference,
        text: { number: agreement.number, sha256: agreement.hash, sentAt: agreement.at.toString() },
        signatures: signatures.map(({ side, signatory, quality, hash, identity, at }, index) => ({
          order: index + 1,
          side,
          signatory,
          quality,
          sha256: hash,
          identity: { ...identity },
          at: at.toString(),
        })),
      },
      signer,
    ),
  );
}
