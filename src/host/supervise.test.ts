import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Child, type End, type Restarts, type Sign, Supervisor, WILL_NOT_MEND } from './supervise.ts';

interface FakeChild extends Child {
  readonly killed: string[];
  readonly restarts: Restarts;
  /** Of each millisecond that passes, how much its main thread works; undefined where the system does not tell. */
  works: number | undefined;
  sign(sign: Sign): void;
  end(end: Partial<End>): void;
}

function fakeChild(restarts: Restarts): FakeChild {
  let toldSign: (sign: Sign) => void = () => {};
  let toldEnd: (end: End) => void = () => {};
  const killed: string[] = [];
  let worked = 0;
  let askedAt = performance.now();
  return {
    killed,
    restarts,
    works: 0,
    workedMs() {
      worked += (this.works ?? 0) * (performance.now() - askedAt);
      askedAt = performance.now();
      return this.works === undefined ? undefined : worked;
    },
    onSign: (told) => {
      toldSign = told;
    },
    onEnd: (told) => {
      toldEnd = told;
    },
    kill: (signal) => {
      killed.push(signal);
      // As a process does; an orderly stop takes its time.
      if (signal === 'SIGKILL') toldEnd({ code: null, signal });
    },
    sign: (sign) => toldSign(sign),
    end: (end) => toldEnd({ code: null, signal: null, ...end }),
  };
}

function supervised() {
  const children: FakeChild[] = [];
  const said: string[] = [];
  let readyTimes = 0;
  let slept = 0;
  let code: number | undefined;
  const supervisor = new Supervisor({
    start(restarts) {
      const child = fakeChild(restarts);
      children.push(child);
      return child;
    },
    random: () => 0.999,
    now: () => performance.now() + slept,
    say: (sentence) => said.push(sentence),
    onReady: () => readyTimes++,
  });
  void supervisor.over.then((is) => {
    code = is;
  });
  const newest = (): FakeChild => {
    const child = children.at(-1);
    if (!child) throw new Error('none was started');
    return child;
  };
  return {
    supervisor,
    children,
    said,
    newest,
    readyTimes: () => readyTimes,
    /** The machine sleeps: time goes on and nobody runs. */
    sleep(ms: number) {
      slept += ms;
      vi.setSystemTime(Date.now() + ms);
    },
    code: async () => {
      await vi.advanceTimersByTimeAsync(0);
      return code;
    },
    /** Beats all the while, as a healthy server does. */
    async beatFor(ms: number) {
      for (let passed = 0; passed < ms; passed += 500) {
        newest().sign('beat');
        await vi.advanceTimersByTimeAsync(500);
      }
    },
  };
}

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe('a supervised server', () => {
  it('is left alone while it beats', async () => {
    const { children, newest, beatFor, said, readyTimes } = supervised();
    newest().sign('ready');
    await beatFor(3_600_000);
    expect([children.length, newest().killed, said, readyTimes()]).toEqual([1, [], [], 1]);
  });

  it.each([
    ['ended by a signal', { signal: 'SIGKILL' }, 'was ended by SIGKILL', { hung: 0, signal: 1, exit: 0 }],
    ['ended by itself', { code: 0 }, 'ended by itself with code 0', { hung: 0, signal: 0, exit: 1 }],
    ['crashed', { code: 7 }, 'ended by itself with code 7', { hung: 0, signal: 0, exit: 1 }],
  ])('that %s is replaced, which is said once it is back', async (_, end, why, restarts) => {
    const { children, newest, beatFor, said, readyTimes } = supervised();
    newest().sign('ready');
    await beatFor(20_000);
    newest().end(end);
    await pass(300);
    expect(children).toHaveLength(2);
    expect(newest().restarts).toEqual(restarts);
    expect(said).toEqual([]);
    await pass(1_000);
    newest().sign('ready');
    expect(said).toEqual([`The server ${why}; a new one is ready after 1.3 s (restart 1).`]);
    expect(readyTimes()).toBe(1);
  });

  it('that gives no sign of life is killed and replaced within 5 s', async () => {
    const { children, newest, beatFor, said } = supervised();
    newest().sign('ready');
    await beatFor(20_000);
    await pass(3_000);
    expect(children).toHaveLength(1);
    await pass(1_500);
    expect(children[0]?.killed).toEqual(['SIGKILL']);
    expect(children).toHaveLength(2);
    newest().sign('ready');
    expect(said).toEqual([
      expect.stringMatching(/^The server gave no sign of life for 4 s and was killed; a new one is /),
    ]);
    expect(newest().restarts).toEqual({ hung: 1, signal: 0, exit: 0 });
  });

  it.each([0.5, undefined])('that works and does not come to beat has a minute (%s of a core)', async (works) => {
    const { newest, children } = supervised();
    newest().sign('ready');
    newest().works = works;
    await pass(59_000);
    expect(children).toHaveLength(1);
    await pass(3_000);
    expect(children).toHaveLength(2);
  });

  it('that falls idle after a long turn without a beat is killed as soon as any other', async () => {
    const { newest, children } = supervised();
    newest().sign('ready');
    newest().works = 1;
    await pass(20_000);
    expect(children).toHaveLength(1);
    newest().works = 0;
    await pass(5_000);
    expect(children).toHaveLength(2);
  });

  it('has a minute of silence while it starts, and all the time it beats', async () => {
    const { children, newest, beatFor } = supervised();
    await pass(55_000);
    await beatFor(3_600_000);
    await pass(55_000);
    expect(children).toHaveLength(1);
    await pass(7_000);
    expect(children[0]?.killed).toEqual(['SIGKILL']);
    expect(newest()).not.toBe(children[0]);
  });

  it('is not taken for hung when it was the supervisor that did not run', async () => {
    const { children, newest, beatFor, sleep } = supervised();
    newest().sign('ready');
    await beatFor(5_000);
    sleep(8 * 3_600_000);
    await beatFor(5_000);
    expect(children).toHaveLength(1);
  });

  it('that dies again and again at its start is given up, each rest longer than the one before', async () => {
    const { children, newest, said, code } = supervised();
    const rests: number[] = [];
    for (let death = 1; death <= 5; death++) {
      await pass(100);
      newest().end({ signal: 'SIGSEGV' });
      const began = performance.now();
      while (children.length === death && performance.now() - began < 60_000) await pass(50);
      rests.push(performance.now() - began);
    }
    expect(rests).toEqual([250, 500, 1_000, 2_000, 60_000]);
    expect(children).toHaveLength(5);
    expect(said).toEqual([
      'The server was ended by SIGSEGV; it died 5 times in a row at its start, so it is not started any more.',
    ]);
    expect(await code()).toBe(1);
  });

  it('that the machine has no room for is tried until there is some', async () => {
    const { children, newest, beatFor, said, code } = supervised();
    newest().sign('ready');
    await beatFor(11_000);
    newest().end({ signal: 'SIGKILL' });
    for (let attempt = 1; attempt <= 20; attempt++) {
      await pass(2_000);
      newest().end({ error: 'spawn ENOMEM' });
    }
    await pass(2_000);
    expect([children.length, await code()]).toEqual([22, undefined]);
    newest().sign('ready');
    expect(said).toEqual([
      expect.stringMatching(/^The server could not be started \(spawn ENOMEM\); a new one is ready after /),
    ]);
  });

  it('that stood in between begins to count anew', async () => {
    const { children, newest, beatFor, code } = supervised();
    for (let death = 1; death <= 20; death++) {
      newest().sign('ready');
      await beatFor(11_000);
      newest().end({ signal: 'SIGKILL' });
      await pass(300);
    }
    expect(children).toHaveLength(21);
    expect(await code()).toBeUndefined();
  });

  it.each([
    ['says that another start will not mend it', WILL_NOT_MEND],
    ['could not start at all', 1],
  ])('that %s is not started again', async (_, exitCode) => {
    const { children, newest, said, code } = supervised();
    newest().end({ code: exitCode });
    await pass(60_000);
    expect([children.length, said, await code()]).toEqual([1, [], 1]);
  });

  it('that was ready once is tried again after a start that failed', async () => {
    const { children, newest, beatFor } = supervised();
    newest().sign('ready');
    await beatFor(20_000);
    newest().end({ signal: 'SIGKILL' });
    await pass(300);
    newest().end({ code: 1 });
    await pass(600);
    expect(children).toHaveLength(3);
  });
});

describe('a stop', () => {
  it('is handed on, and waits for the server', async () => {
    const { supervisor, newest, code, children } = supervised();
    newest().sign('ready');
    supervisor.stop();
    await pass(30_000);
    expect([newest().killed, await code()]).toEqual([['SIGTERM'], undefined]);
    newest().end({ code: 0 });
    await pass(30_000);
    expect([await code(), children.length]).toEqual([0, 1]);
  });

  it('kills a server that does not stop within a minute', async () => {
    const { supervisor, newest, code, said } = supervised();
    newest().sign('ready');
    supervisor.stop();
    await pass(61_000);
    expect(newest().killed).toEqual(['SIGTERM', 'SIGKILL']);
    expect(await code()).toBe(1);
    expect(said).toEqual(['The server was killed while stopping; nothing acknowledged is lost.']);
  });

  it('asked twice kills at once', async () => {
    const { supervisor, newest, code } = supervised();
    supervisor.stop();
    supervisor.stop();
    expect(newest().killed).toEqual(['SIGTERM', 'SIGKILL']);
    expect(await code()).toBe(1);
  });

  it('while nothing runs ends at once', async () => {
    const { supervisor, newest, code, children } = supervised();
    newest().end({ signal: 'SIGKILL' });
    supervisor.stop();
    await pass(60_000);
    expect([await code(), children.length]).toEqual([0, 1]);
  });
});
