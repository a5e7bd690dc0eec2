import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { WithCode } from "../parts/WithCode.tsx";
import styles from "./Definition.module.css";

/** Until a pointer that left has had time to reach the text. */
const leavingMs = 150;

/**
 * Something with a definition that shows while it is pointed at or has the focus; Escape puts it away. It lies over
 * everything, so that no box cuts it off.
 */
export const Definition = ({
  means,
  children,
}: {
  readonly means: string;
  /** Gets the id of the definition, for `aria-describedby`. */
  readonly children: (describedBy: string) => ReactNode;
}) => {
  const id = useId();
  const place = useRef<HTMLSpanElement>(null);
  const text = useRef<HTMLSpanElement>(null);
  const leaving = useRef(0);
  const [isShown, setIsShown] = useState(false);
  const show = () => {
    clearTimeout(leaving.current);
    setIsShown(true);
  };
  const leave = () => {
    leaving.current = window.setTimeout(() => setIsShown(false), leavingMs);
  };
  useEffect(() => {
    const [anchor, shown] = [place.current?.getBoundingClientRect(), text.current];
    if (!isShown || anchor === undefined || shown === null) return;
    shown.showPopover();
    const width = shown.offsetWidth;
    shown.style.left = `${Math.max(8, Math.min(anchor.left, document.documentElement.clientWidth - width - 8))}px`;
    shown.style.top = `${anchor.bottom + 4}px`;
    const escape = (event: KeyboardEvent) => {
      if (event.key === "Escape") setIsShown(false);
    };
    const away = () => setIsShown(false);
    document.addEventListener("keydown", escape);
    document.addEventListener("scroll", away, true);
    return () => {
      document.removeEventListener("keydown", escape);
      document.removeEventListener("scroll", away, true);
      if (shown.isConnected) shown.hidePopover();
    };
  }, [isShown]);
  useEffect(() => () => clearTimeout(leaving.current), []);
  return (
    <span
      ref={place}
      className={styles.place}
      onPointerEnter={show}
      onPointerLeave={leave}
      onFocus={show}
      onBlur={leave}
    >
      {children(id)}
      <span
        ref={text}
        id={id}
        role="tooltip"
        popover="manual"
        className={styles.text}
        onPointerEnter={show}
        onPointerLeave={leave}
      >
        <WithCode text={means} />
      </span>
    </span>
  );
};
