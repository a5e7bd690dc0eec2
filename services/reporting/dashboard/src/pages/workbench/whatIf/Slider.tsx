import { useEffect, useId, useState } from "react";
import styles from "./WhatIf.module.css";

/** How long a slider rests before what it shows is asked for. */
const restMs = 150;

interface SliderOf {
  readonly label: string;
  readonly unit: string;
  readonly min: number;
  readonly max: number;
  /** The least that can be typed; `min` when left out. */
  readonly floor?: number;
  readonly value: number;
  readonly onSlide: (value: number) => void;
}

/** A slider and the same figure to type; it is told once the reader rests. */
export const Slider = ({ label, unit, min, max, floor = min, value, onSlide }: SliderOf) => {
  const id = useId();
  const [shown, setShown] = useState(String(value));
  useEffect(() => {
    // What is being typed stays as it is typed: 1.0 on the way to 1.05.
    setShown((before) => (before !== "" && Number(before) === value ? before : String(value)));
  }, [value]);
  useEffect(() => {
    const number = Number(shown);
    if (shown.trim() === "" || !Number.isFinite(number) || number === value || number < floor) return;
    const timer = setTimeout(() => onSlide(number), restMs);
    return () => clearTimeout(timer);
    // Told for what the reader did alone: `onSlide` is another one with every drawing.
  }, [shown]);
  return (
    <div className={styles.slider}>
      <label htmlFor={id}>{label}</label>
      <input
        type="range"
        min={min}
        max={max}
        step={1}
        value={Number(shown)}
        aria-label={label}
        aria-valuetext={`${shown} ${unit}`}
        onChange={({ target }) => setShown(target.value)}
      />
      <span className={styles.typed}>
        <input
          id={id}
          type="number"
          min={floor}
          step="any"
          value={shown}
          onChange={({ target }) => setShown(target.value)}
        />
        <span aria-hidden="true">{unit}</span>
      </span>
    </div>
  );
};
