import { BadConfig, type Environment, readConfig } from './kernel/config.ts';
import { DatabaseRefused } from './kernel/db/refused.ts';
import { gatherLines } from './kernel/http/request-log.ts';
import { isLang } from './kernel/i18n/lang.ts';
import { startServer } from './server.ts';
import { say } from './site/operation/messages.ts';

/**
 * Starts Beffroi and says where it answers; runs until it is told to stop.
 * @returns the exit status: 0 after a stop that was asked for, 2 when it could not start
 */
export async function runMain(env: Environment): Promise<number> {
  const t = say.in(isLang(env['BEFFROI_LANG']) ? env['BEFFROI_LANG'] : 'fr');
  try {
    const config = readConfig(env);
    const stopped = signalled();
    const write = gatherLines((text) => void process.stdout.write(text));
    process.once('exit', write.flush);
    const server = await startServer(config, config.log === 'error' ? onlyErrors(write) : write);
    write(t('start.ready', { url: server.url }));
    if (server.firstAdminUrl) write(t('start.firstAdmin', { url: server.firstAdminUrl }));
    await stopped;
    write(t('start.stopping'));
    await server.stop();
    write(t('start.stopped'));
    return 0;
  } catch (error) {
    const sentences = describeRefusal(error, env);
    if (!sentences) throw error;
    for (const sentence of sentences) process.stderr.write(`${sentence}\n`);
    return 2;
  }
}

function signalled(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  });
}

function onlyErrors(write: (line: string) => void): (line: string) => void {
  return (line) => {
    if (line.startsWith('{"level":"error"')) write(line);
  };
}

/** What the person can do something about; null for a bug. */
function describeRefusal(error: unknown, env: Environment): string[] | null {
  const lang = isLang(env['BEFFROI_LANG']) ? env['BEFFROI_LANG'] : 'fr';
  if (error instanceof BadConfig) return error.sentences.map((sentence) => sentence(lang));
  if (error instanceof DatabaseRefused) return [error.sentence(lang)];
  if (error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES')) {
    return [say.in(lang)(`start.${error.code}`, { port: 'port' in error ? String(error.port) : '' })];
  }
  return null;
}
