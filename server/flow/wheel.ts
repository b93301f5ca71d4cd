/** A hierarchical timer wheel of endpoints: one entry each, at its earliest time. An alarm clock; the rows are the truth. */
import { assert } from "../base/errors.ts";
import type { UnixMs } from "../base/clock.ts";

/** Keys and their times. Keys are endpoint seqs; one that is set again moves. */
export interface Wheel {
  readonly size: number;
  /** Inserts a key, or moves it to an earlier or later time. A fraction of a ms is rounded up. */
  set(key: number, at: UnixMs): void;
  /** Forgets a key; nothing happens when it is not there. */
  remove(key: number): void;
  /**
   * When to call `advance` next, `null` when empty. Never later than the earliest entry; it comes too early only when
   * that entry was moved or removed since, which costs one idle call.
   */
  nextAt(): UnixMs | null;
  /**
   * Takes out all keys whose time has come, earliest first. `now` may jump either way, by any distance: entries are
   * never given before their time, and none is lost. The cost is one look at each slot and the entries on the way.
   */
  advance(now: UnixMs): number[];
}

// A time is read as nine digits of base 32. An entry lies on the level of the highest digit in which its time differs
// from the wheel's, in the slot of that digit; so every entry of a lower level comes before every one of a higher. When
// the wheel's time moves, only slots up to the highest digit that changed can hold entries that now belong elsewhere.
const DIGIT_BITS = 5;
const SLOTS_COUNT = 1 << DIGIT_BITS;
const LEVELS_COUNT = 9;
/** How many ms a slot of each level spans. */
const SPANS = Array.from({ length: LEVELS_COUNT }, (_, level) => 2 ** (DIGIT_BITS * level));
/** In the year 3084; later times stand here. */
const LAST_AT = 2 ** (DIGIT_BITS * LEVELS_COUNT) - 1;
/** Bit operations take 32 bits: the five low digits and the four high ones are compared apart. */
const LOW_DIGITS_COUNT = 5;
const LOW_DIGITS_SPAN = 2 ** (DIGIT_BITS * LOW_DIGITS_COUNT);

/** Stands for no entry, in the lists. */
const NONE = -1;
const CAPACITY_MIN = 1024;
/** A bound for memory, 16 bytes a key up to the largest: seqs count up from 1. */
const KEY_MAX = 2 ** 24;

/** An empty wheel. @param now 0 or more */
export function createWheel(now: UnixMs): Wheel {
  return new SlotWheel(now);
}

class SlotWheel implements Wheel {
  size = 0;
  /** By key: its time, `Infinity` when it is not there, and its neighbours in the list of its slot. */
  private times = new Float64Array(CAPACITY_MIN).fill(Infinity);
  private nexts = new Int32Array(CAPACITY_MIN);
  private previous = new Int32Array(CAPACITY_MIN);
  /** By slot: the first key of its list, and the earliest time since it was last empty. */
  private readonly firsts = new Int32Array(LEVELS_COUNT * SLOTS_COUNT).fill(NONE);
  private readonly earliest = new Float64Array(LEVELS_COUNT * SLOTS_COUNT).fill(Infinity);

  constructor(private wheelAt: UnixMs) {}

  set(key: number, at: UnixMs): void {
    assert(key >= 0 && key <= KEY_MAX && !Number.isNaN(at), "no such place in the wheel");
    if (key >= this.times.length) this.grow(key + 1);
    if (this.times[key] === Infinity) this.size++;
    else this.unlink(key);
    this.times[key] = Math.min(Math.ceil(at), LAST_AT);
    this.link(key);
  }

  remove(key: number): void {
    if (key >= this.times.length || this.times[key] === Infinity) return;
    this.unlink(key);
    this.times[key] = Infinity;
    this.size--;
  }

  nextAt(): UnixMs | null {
    return this.earliest.find((at) => at < Infinity) ?? null;
  }

  advance(now: UnixMs): number[] {
    const { times } = this;
    const moved = this.drain(now);
    this.wheelAt = now;
    const due: number[] = [];
    for (const key of moved) {
      if (times[key]! <= now) due.push(key);
      else this.link(key);
    }
    due.sort((a, b) => times[a]! - times[b]!);
    for (const key of due) times[key] = Infinity;
    this.size -= due.length;
    return due;
  }

  /** Empties the slots that a move to `now` concerns; answers their keys. */
  private drain(now: UnixMs): number[] {
    const level = levelOf(now, this.wheelAt);
    const start = level * SLOTS_COUNT;
    const from = start + digitOf(this.wheelAt, level);
    const to = Math.max(from, start + digitOf(now, level));
    const moved: number[] = [];
    for (let slot = 0; slot < start; slot++) this.empty(slot, moved);
    for (let slot = from; slot <= to; slot++) this.empty(slot, moved);
    return moved;
  }

  private empty(slot: number, moved: number[]): void {
    for (let key = this.firsts[slot]!; key !== NONE; key = this.nexts[key]!) moved.push(key);
    this.firsts[slot] = NONE;
    this.earliest[slot] = Infinity;
  }

  private link(key: number): void {
    const at = this.times[key]!;
    const slot = slotOf(at, this.wheelAt);
    const next = this.firsts[slot]!;
    this.firsts[slot] = key;
    this.previous[key] = NONE;
    this.nexts[key] = next;
    if (next !== NONE) this.previous[next] = key;
    if (at < this.earliest[slot]!) this.earliest[slot] = at;
  }

  private unlink(key: number): void {
    const next = this.nexts[key]!;
    const before = this.previous[key]!;
    if (next !== NONE) this.previous[next] = before;
    if (before !== NONE) {
      this.nexts[before] = next;
      return;
    }
    const slot = slotOf(this.times[key]!, this.wheelAt);
    this.firsts[slot] = next;
    if (next === NONE) this.earliest[slot] = Infinity;
  }

  private grow(keysCount: number): void {
    const length = Math.max(keysCount, this.times.length * 2);
    const { times, nexts, previous } = this;
    this.times = new Float64Array(length).fill(Infinity);
    this.nexts = new Int32Array(length);
    this.previous = new Int32Array(length);
    this.times.set(times);
    this.nexts.set(nexts);
    this.previous.set(previous);
  }
}

/** Where a time lies while the wheel stands at `wheelAt`; what is overdue lies in the wheel's own slot of level 0. */
function slotOf(at: UnixMs, wheelAt: UnixMs): number {
  if (at <= wheelAt) return digitOf(wheelAt, 0);
  const level = levelOf(at, wheelAt);
  return level * SLOTS_COUNT + digitOf(at, level);
}

/** The place of the highest digit in which two times differ, 0 when they are equal. */
function levelOf(a: UnixMs, b: UnixMs): number {
  const high = Math.floor(a / LOW_DIGITS_SPAN) ^ Math.floor(b / LOW_DIGITS_SPAN);
  return high === 0 ? highestDigit(a ^ b) : LOW_DIGITS_COUNT + highestDigit(high);
}

function highestDigit(bits: number): number {
  return bits === 0 ? 0 : Math.floor((31 - Math.clz32(bits)) / DIGIT_BITS);
}

function digitOf(at: UnixMs, level: number): number {
  return Math.floor(at / SPANS[level]!) & (SLOTS_COUNT - 1);
}
