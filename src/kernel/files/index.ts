/** Files that people send: taken in, kept with what refers to them, given back as downloads. */
export { type FileKind } from './kinds.ts';
export { keepBytes, keepFile, pathOf, receiveFile, type ReceivedFile } from './receive.ts';
export { storedFile, type StoredFile } from './schema.ts';
export { serveBytes, serveFile } from './serve.ts';
