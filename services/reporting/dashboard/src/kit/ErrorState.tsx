import { ApiProblem } from "../api/ApiProblem.ts";
import { kitTexts } from "../texts/en/kit.ts";
import { EmptyState } from "./EmptyState.tsx";
import styles from "./State.module.css";

/** What went wrong, in the words of whoever knows, and what to do. What is not for the reader has not gone wrong. */
export const ErrorState = ({ error, again }: { readonly error: unknown; readonly again?: () => void }) => {
  const problem = error instanceof ApiProblem ? error : null;
  if (problem?.status === 403)
    return (
      <EmptyState title={problem.title}>
        <p>{problem.message}</p>
      </EmptyState>
    );
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
