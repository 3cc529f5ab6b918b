import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Act } from '../../../kernel/act.ts';
import type { Db } from '../../../kernel/db/db.ts';
import { Forbidden, Missing } from '../../../kernel/errors.ts';
import { storedFile } from '../../../kernel/files/index.ts';
import { isId } from '../money/ids.ts';
import { mayReadProject } from '../projects/policy.ts';
import { fundProject, type Project } from '../projects/schema.ts';
import { allowsPublication } from './rules.ts';
import { type Consent, fundPhoto, fundPhotoConsent, fundPhotoPicture, fundPhotoRemoval, type Photo, type PhotoPicture } from './schema.ts';

/** A photo as its project's pages show it: its picture, what is known of the agreement of those who are seen, where the public sees it. */
export interface PhotoCase {
  photo: Photo;
  picture: PhotoPicture & { bytes: number; sha256: string };
  /** The latest first. */
  consents: Consent[];
  mayPublish: boolean;
  /** Its place on the public page, seen while the project is public; null where it has none. */
  position: number | null;
}

const position = sql<number | null>`fund_photo_position(${fundPhoto.id})`;
const isPublic = sql`fund_is_public(${fundPhoto.projectId}) and ${position} is not null`;

/** The photos of a project, those that the public sees first, then the latest. @throws Forbidden */
export function listPhotos(act: Act, project: Pick<Project, 'id' | 'leadId'>): Promise<PhotoCase[]> {
  return readPhotos(act, project);
}

/** One of them. @throws Forbidden; Missing also where it was removed */
export async function findPhoto(act: Act, project: Pick<Project, 'id' | 'leadId'>, photoId: string): Promise<PhotoCase> {
  const [found] = isId(photoId) ? await readPhotos(act, project, photoId) : [];
  if (!found) throw new Missing(`photo ${photoId}`);
  return found;
}

async function readPhotos(act: Act, { id, leadId }: Pick<Project, 'id' | 'leadId'>, photoId?: string): Promise<PhotoCase[]> {
  if (!mayReadProject(act.actor, leadId)) throw new Forbidden();
  const rows = await act.db
    .select({ photo: fundPhoto, picture: fundPhotoPicture, bytes: storedFile.size, sha256: storedFile.sha256, position })
    .from(fundPhoto)
    .innerJoin(fundPhotoPicture, eq(fundPhotoPicture.photoId, fundPhoto.id))
    .innerJoin(storedFile, eq(storedFile.id, fundPhotoPicture.fileId))
    .where(and(eq(fundPhoto.projectId, id), photoId ? eq(fundPhoto.id, photoId) : undefined))
    .orderBy(sql`${position} nulls last`, desc(fundPhoto.at), asc(fundPhoto.id));
  const ids = rows.map(({ photo }) => photo.id);
  const consents = await act.db
    .select()
    .from(fundPhotoConsent)
    .where(inArray(fundPhotoConsent.photoId, ids))
    .orderBy(desc(fundPhotoConsent.number));
  return rows.map(({ photo, picture, bytes, sha256, position }) => {
    const own = consents.filter(({ photoId }) => photoId === photo.id);
    return { photo, picture: { ...picture, bytes, sha256 }, consents: own, mayPublish: allowsPublication(own[0]?.state), position };
  });
}

/** A photo that was removed, and why; its picture is no more. */
export interface RemovedPhoto {
  caption: string;
  removal: typeof fundPhotoRemoval.$inferSelect;
}

/** The photos of a project that were removed, the latest first. */
export function listRemovedPhotos(db: Db, projectId: string): Promise<RemovedPhoto[]> {
  return db
    .select({ caption: fundPhoto.caption, removal: fundPhotoRemoval })
    .from(fundPhotoRemoval)
    .innerJoin(fundPhoto, eq(fundPhoto.id, fundPhotoRemoval.photoId))
    .where(eq(fundPhoto.projectId, projectId))
    .orderBy(desc(fundPhotoRemoval.at));
}

/** A photo that anyone may see. */
export interface PublicPhoto {
  photo: Photo;
  picture: PhotoPicture;
}

/** The photos of a project that anyone may see, in order. */
export function listPublicPhotos(db: Db, projectId: string): Promise<PublicPhoto[]> {
  return db
    .select({ photo: fundPhoto, picture: fundPhotoPicture })
    .from(fundPhoto)
    .innerJoin(fundPhotoPicture, eq(fundPhotoPicture.photoId, fundPhoto.id))
    .where(and(eq(fundPhoto.projectId, projectId), isPublic))
    .orderBy(position, asc(fundPhoto.at), asc(fundPhoto.id));
}

/** The file of a photo that anyone may see. @throws Missing where they may not, or may no longer */
export async function findPublicPicture(db: Db, slug: string, photoId: string): Promise<string> {
  if (!isId(photoId)) throw new Missing(`photo ${photoId}`);
  const [found] = await db
    .select({ fileId: fundPhotoPicture.fileId })
    .from(fundPhoto)
    .innerJoin(fundProject, eq(fundProject.id, fundPhoto.projectId))
    .innerJoin(fundPhotoPicture, eq(fundPhotoPicture.photoId, fundPhoto.id))
    .where(and(eq(fundProject.slug, slug), eq(fundPhoto.id, photoId), isPublic));
  if (!found) throw new Missing(`photo ${photoId}`);
  return found.fileId;
}
