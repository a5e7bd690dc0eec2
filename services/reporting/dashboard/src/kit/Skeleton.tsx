import styles from "./State.module.css";

/** The place of what is still on its way: as many lines as it will have. */
export const Skeleton = ({ lines = 3 }: { readonly lines?: number }) => (
  <div className={styles.skeleton} aria-hidden="true" data-skeleton="">
    {Array.from({ length: lines }, (_, line) => (
      <div key={line} className={styles.line} />
    ))}
  </div>
);
