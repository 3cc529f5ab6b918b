/** Files that people send: taken in, whole or in pieces, kept with what refers to them, given back as downloads. */
export { type FileKind } from './kinds.ts';
export { receivePaper } from './pictures/paper.ts';
export { receivePicture } from './pictures/receive.ts';
export { forgetFile, keepBytes, keepFile, pathOf, receiveFile, type ReceivedFile } from './receive.ts';
export { abandonResumable, beginResumable, continueResumable, type Resumable, showResumable, type WholeUpload } from './resumable/tus.ts';
export { storedFile } from './schema.ts';
export { serveBytes, serveFile, servePublicFile } from './serve.ts';
