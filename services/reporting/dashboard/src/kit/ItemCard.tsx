import type { ReactNode } from "react";
import styles from "./ItemCard.module.css";

/** One of a list, in a card of its own: what it is about, words beside that, what there is to know, what can be done. */
export const ItemCard = ({
  title,
  beside,
  actions,
  children,
}: {
  readonly title: ReactNode;
  readonly beside: ReactNode;
  readonly actions: ReactNode;
  readonly children: ReactNode;
}) => (
  <li className={styles.item}>
    <header className={styles.head}>
      <h2 className={styles.name}>{title}</h2>
      <div className={styles.beside}>{beside}</div>
    </header>
    {children}
    <div className={styles.actions}>{actions}</div>
  </li>
);
