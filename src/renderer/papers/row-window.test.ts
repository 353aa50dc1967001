/** Every row of every list can be reached, whatever way one scrolls to it. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { assignSlots, RowWindow } from './row-window';

const windows = fc
  .record({
    rows: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 100_000, max: 3_000_000 })),
    rowHeight: fc.integer({ min: 24, max: 90 }),
    viewport: fc.integer({ min: 60, max: 2000 }),
  })
  .map(({ rows, rowHeight, viewport }) => new RowWindow(rows, rowHeight, viewport));
const places = fc.double({ min: 0, max: 1, noNaN: true });

/** What the table does with what the browser tells it. */
class Scroller {
  scrollTop = 0;
  shift = 0;
  constructor(readonly window: RowWindow) {}
  get offset() {
    return this.scrollTop + this.shift;
  }
  to(scrollTop: number) {
    const next = Math.min(this.window.lastScrollTop, Math.max(0, scrollTop));
    this.shift = this.window.shiftAfter(this.shift, this.scrollTop, next);
    this.scrollTop = next;
    if (this.window.isStuck(this.shift, this.scrollTop)) this.rest();
  }
  rest() {
    const shift = this.window.shiftAt(this.offset);
    this.scrollTop += this.shift - shift;
    this.shift = shift;
  }
  show(row: number) {
    const offset = this.window.offsetToShow(row, this.offset);
    this.shift = this.window.shiftAt(offset);
    this.scrollTop = offset - this.shift;
  }
}

describe('a list of a million rows', () => {
  test('is scrolled within what an element may be high', () => {
    expect(new RowWindow(1_000_000, 44, 700).height).toBe(8_000_000);
    expect(new RowWindow(1000, 44, 700).height).toBe(44_000);
  });

  test('has its first and its last row at the ends of the scrollbar', () => {
    const window = new RowWindow(1_000_000, 44, 700);
    expect(window.offsetAt(0)).toBe(0);
    expect(window.offsetAt(window.lastScrollTop)).toBe(44_000_000 - 700);
    expect(window.rangeAt(window.lastOffset, 0).end).toBe(1_000_000);
  });

  test('is reached to its last row by the wheel from wherever the scrollbar was dragged to', () => {
    fc.assert(
      fc.property(windows, places, fc.integer({ min: 40, max: 400 }), fc.boolean(), (window, place, step, rests) => {
        const scroller = new Scroller(window);
        scroller.to(Math.max(0, window.lastScrollTop - place * 20_000));
        for (let steps = 0; steps < 5000 && scroller.offset < window.lastOffset; steps += 1) {
          const before = scroller.offset;
          scroller.to(scroller.scrollTop + step);
          expect(scroller.offset).toBeCloseTo(Math.min(window.lastOffset, before + step), 3);
          if (rests) scroller.rest();
        }
        expect(scroller.offset).toBeCloseTo(window.lastOffset, 3);
      }),
      { numRuns: 60 },
    );
  });

  test('shows any row that is asked for, and stays there when the scrolling comes to rest', () => {
    fc.assert(
      fc.property(windows, places, places, (window, from, to) => {
        fc.pre(window.rows > 0 && window.viewport >= window.rowHeight);
        const scroller = new Scroller(window);
        scroller.to(Math.round(from * window.lastScrollTop));
        const row = Math.floor(to * (window.rows - 1));
        scroller.show(row);
        const { offset } = scroller;
        expect(row * window.rowHeight).toBeGreaterThanOrEqual(offset - 0.001);
        expect((row + 1) * window.rowHeight).toBeLessThanOrEqual(offset + window.viewport + 0.001);
        const { first, end } = window.rangeAt(offset, 0);
        expect(first <= row && row < end).toBe(true);
        scroller.rest();
        expect(scroller.offset).toBeCloseTo(offset, 6);
        expect(scroller.scrollTop).toBeGreaterThanOrEqual(-0.5);
        expect(scroller.scrollTop).toBeLessThanOrEqual(window.lastScrollTop + 0.5);
      }),
    );
  });

  test('moves the way one scrolls, pixel by pixel where the step is small, and never when it comes to rest', () => {
    const steps = fc.oneof(fc.integer({ min: -900, max: 900 }), fc.integer({ min: -4_000_000, max: 4_000_000 }));
    fc.assert(
      fc.property(
        windows,
        fc.array(fc.record({ step: steps, rests: fc.boolean() }), { maxLength: 60 }),
        (window, all) => {
          const scroller = new Scroller(window);
          for (const { step, rests } of all) {
            const before = scroller.offset;
            const top = scroller.scrollTop;
            scroller.to(top + step);
            expect((scroller.offset - before) * step).toBeGreaterThanOrEqual(0);
            const isClipped = top + step < 0 || top + step > window.lastScrollTop;
            const isAtEnd = scroller.offset <= 0 || scroller.offset >= window.lastOffset;
            if (Math.abs(step) <= 900 && !isClipped && !isAtEnd) expect(scroller.offset - before).toBeCloseTo(step, 6);
            const moved = scroller.offset;
            if (rests) scroller.rest();
            expect(scroller.offset).toBeCloseTo(moved, 6);
            expect(scroller.offset).toBeGreaterThanOrEqual(0);
            expect(scroller.offset).toBeLessThanOrEqual(window.lastOffset);
          }
        },
      ),
    );
  });
});

test('a row comes into sight below what is covered at the top, but for rows that have nothing above them', () => {
  fc.assert(
    fc.property(windows, places, places, (window, from, to) => {
      fc.pre(window.rows > 0 && window.viewport >= 2 * window.rowHeight);
      const row = Math.floor(to * (window.rows - 1));
      const covered = window.rowHeight;
      const offset = window.offsetToShow(row, from * window.lastOffset, covered);
      if (offset > 0) expect(row * window.rowHeight).toBeGreaterThanOrEqual(offset + covered - 0.001);
      expect((row + 1) * window.rowHeight).toBeLessThanOrEqual(offset + window.viewport + 0.001);
    }),
  );
});

test('places in the space and in the list go over into each other', () => {
  fc.assert(
    fc.property(windows, places, (window, place) => {
      const offset = place * window.lastOffset;
      expect(window.offsetAt(window.scrollTopAt(offset))).toBeCloseTo(offset, 3);
    }),
  );
});

test('rows that stay in sight keep their elements, and no two share one', () => {
  const ranges = fc.array(fc.record({ first: fc.nat(40), count: fc.nat(30), kept: fc.nat(90) }), { maxLength: 20 });
  fc.assert(
    fc.property(ranges, (all) => {
      let slots: ReadonlyMap<number, number> = new Map();
      let most = 0;
      for (const { first, count, kept } of all) {
        const rows = new Set([...Array.from({ length: count }, (_, at) => first + at), kept]);
        const next = assignSlots(slots, rows);
        most = Math.max(most, rows.size);
        expect([...next.keys()].sort()).toEqual([...rows].sort());
        expect(new Set(next.values()).size).toBe(rows.size);
        for (const [row, slot] of next) if (slots.has(row)) expect(slot).toBe(slots.get(row));
        slots = next;
      }
    }),
  );
});
