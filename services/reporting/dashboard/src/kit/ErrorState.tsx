import { ApiProblem } from "../api/ApiProblem.ts";
import { kitTexts } from "../texts/en/kit.ts";
import styles from "./State.module.css";

/** What went wrong, in the words of whoever knows, and what to do. */
export const ErrorState = ({ error, again }: { readonly error: unknown; readonly again?: () => void }) => {
  const problem = error instanceof ApiProblem ? error : null;
  return (
    <div className={styles.state} role="alert">
      <p className={styles.title}>{problem?.title ?? kitTexts.error.title}</p>
      <p>{problem?.message ?? kitTexts.error.unknown}</p>
      {again !== undefined && (
        <button type="button" onClick={again}>
          {kitTexts.error.again}
        </button>
      )}
    </div>
  );
};
