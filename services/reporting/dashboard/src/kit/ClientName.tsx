import { Link } from "@tanstack/react-router";
import styles from "./ClientName.module.css";

/** A client's name, which leads to its page; whoever looks after it may stand under it. */
export const ClientName = ({
  id,
  name,
  under,
}: {
  readonly id: string;
  readonly name: string;
  readonly under?: string | null;
}) => (
  <span className={styles.client}>
    <Link to="/clients/$client" params={{ client: id }}>
      <bdi>{name}</bdi>
    </Link>
    {under !== undefined && under !== null && (
      <span className={styles.under}>
        <bdi>{under}</bdi>
      </span>
    )}
  </span>
);
