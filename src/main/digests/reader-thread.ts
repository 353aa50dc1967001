/** The thread in which digest files are read: answers `thread-reader.ts`, which starts it. */
import { parentPort } from 'node:worker_threads';
import { messageOf } from '../failure';
import { LocalReader } from './local-reader';
import type { TakeChange } from './reader';
import type { ThreadAnswer, ThreadReply, ThreadRequest } from './thread-reader';

if (parentPort === null) throw new Error('This is started as a worker thread.');
const port = parentPort;
const reader = new LocalReader();
/** What to call when main answers a change of the file that is being read under this number. */
const takers = new Map<number, (isWanted: boolean) => void>();

port.on('message', (request: ThreadRequest) => {
  const { id } = request;
  if (request.kind === 'taken') {
    takers.get(id)?.(request.isWanted);
    takers.delete(id);
    return;
  }
  answer(request).then(
    (done) => post({ id, kind: 'done', answer: done }),
    (error: unknown) => post({ id, kind: 'failed', message: messageOf(error) }),
  );
});

function answer(request: Exclude<ThreadRequest, { kind: 'taken' }>): Promise<ThreadAnswer> {
  const { id } = request;
  const onBegin = () => post({ id, kind: 'begun' });
  switch (request.kind) {
    case 'read': {
      const take: TakeChange = (change) =>
        new Promise((resolve) => {
          takers.set(id, resolve);
          post({ id, kind: 'change', change });
        });
      return reader.readFile(request.file, take, onBegin);
    }
    case 'inspect':
      return reader.inspect(request.file, onBegin);
    case 'lines':
      return reader.lines(request.lines, onBegin);
  }
}

function post(reply: ThreadReply): void {
  port.postMessage(reply);
}
