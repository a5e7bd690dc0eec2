import { type ReactNode, useId, useRef } from "react";
import styles from "./Popover.module.css";

/**
 * A button and what it opens beside itself. Escape, or a click anywhere else, closes it; `children` get a function that
 * does so too.
 */
export const Popover = ({
  button,
  title,
  name,
  children,
}: {
  readonly button: ReactNode;
  /** What the opened part is about; its heading. */
  readonly title: string;
  /** What the button does, where its text alone does not say. */
  readonly name?: string;
  readonly children: (close: () => void) => ReactNode;
}) => {
  const id = useId();
  const panel = useRef<HTMLDivElement>(null);
  return (
    <div className={styles.place}>
      <button type="button" className={styles.button} popoverTarget={id} aria-label={name}>
        {button}
      </button>
      <div ref={panel} id={id} popover="auto" role="dialog" aria-label={title} className={styles.panel}>
        <h2 className={styles.title}>{title}</h2>
        {children(() => panel.current?.hidePopover())}
      </div>
    </div>
  );
};
