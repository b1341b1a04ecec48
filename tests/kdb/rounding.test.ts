/** Tests of rounding and of the derived measured values. */
import { deriveBmi, deriveEgfr, roundHalfAway } from '../../src/kdb';

test('halves are rounded away from zero, binary noise or not', () => {
  expect(roundHalfAway(20.05, 1)).toBe(20.1);
  expect(roundHalfAway(1.005, 2)).toBe(1.01);
  expect(roundHalfAway(-0.25, 1)).toBe(-0.3);
  expect(roundHalfAway(2.5)).toBe(3);
  expect(roundHalfAway(20.04, 1)).toBe(20);
});

test('BMI and eGFR have one decimal', () => {
  expect(deriveBmi(50, 158)).toBe(20);
  expect(deriveBmi(45, 150)).toBe(20);
  expect(deriveEgfr(1, 80, 1)).toBe(55.2);
  expect(deriveEgfr(1, 80, 2)).toBe(40.8);
});
