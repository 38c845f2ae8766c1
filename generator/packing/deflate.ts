import { assert } from "../diagnostics/failure.ts";
import { zlibModule } from "./zlib-module.ts";

/**
 * Compresses to raw deflate data, the same on every machine. It is zlib all the same, but one that comes with cosell:
 * Node's own differs between versions and processors. As WebAssembly it runs fast from its first byte, which JavaScript
 * does only after a while, and a build is over before that.
 */
export function deflate(plain: Uint8Array): Uint8Array {
  zlib ??= startZlib();
  const { calls, input, output } = zlib;
  const stream = calls.deflate_new();
  assert(calls.deflate_init_raw(stream, level) === answers.done, "there is room for a stream of zlib");
  const pieces: Uint8Array[] = [];
  let read = 0;
  let answer: number = answers.done;
  while (answer !== answers.ended) {
    const piece = plain.subarray(read, read + bufferLength);
    new Uint8Array(calls.memory.buffer, input, bufferLength).set(piece);
    const flush = read + piece.length === plain.length ? flushes.finish : flushes.none;
    const result = calls.deflate_process(stream, input, piece.length, output, bufferLength, flush);
    answer = result >> 24;
    assert(answer === answers.done || answer === answers.ended, `zlib answers ${answer}`);
    read += calls.deflate_last_consumed(stream);
    pieces.push(new Uint8Array(calls.memory.buffer, output, result & 0xff_ffff).slice());
  }
  calls.deflate_end(stream);
  return pieces.length === 1 && pieces[0] !== undefined ? pieces[0] : Buffer.concat(pieces);
}

/** What the module exports of zlib: numbers are addresses in its memory, lengths, and the values below. */
interface ZlibCalls {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly _initialize: () => void;
  readonly malloc: (length: number) => number;
  readonly deflate_new: () => number;
  readonly deflate_init_raw: (stream: number, level: number) => number;
  /** The answer in the highest eight bits, and in the others how many bytes have come out. */
  readonly deflate_process: (
    stream: number,
    input: number,
    length: number,
    output: number,
    room: number,
    flush: number,
  ) => number;
  /** How many bytes of its input the last call has taken. */
  readonly deflate_last_consumed: (stream: number) => number;
  readonly deflate_end: (stream: number) => number;
}

/** The types of Node 20 do not have it. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: unknown };
};

// zlib's own values (zlib.h): its answers, what is to come out at a call, and the level that it calls the default.
const answers = { done: 0, ended: 1 } as const;
const flushes = { none: 0, finish: 4 } as const;
const level = 6;

/** So much goes in or comes out at once; most files are smaller. */
const bufferLength = 256 * 1024;

interface Zlib {
  readonly calls: ZlibCalls;
  readonly input: number;
  readonly output: number;
}

/** One for the whole process, since it keeps nothing of one file for the next. */
let zlib: Zlib | undefined;

function startZlib(): Zlib {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(zlibModule));
  // Its type is written nowhere but in the module; `deflate.test.ts` compares what comes out with Node's own zlib.
  const calls = exports as ZlibCalls;
  calls._initialize();
  return { calls, input: calls.malloc(bufferLength), output: calls.malloc(bufferLength) };
}
