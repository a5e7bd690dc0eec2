import { useRouter } from "@tanstack/react-router";
import { ErrorState } from "../kit/ErrorState.tsx";
import { shellTexts } from "../texts/en/shell.ts";

/** In the place of a page that broke; what stands around it still works. */
export const PageError = ({ error, reset }: { readonly error: unknown; readonly reset: () => void }) => {
  const router = useRouter();
  return (
    <>
      <h1>{shellTexts.broken.title}</h1>
      <p>{shellTexts.broken.detail}</p>
      <ErrorState
        error={error}
        again={() => {
          reset();
          void router.invalidate();
        }}
      />
    </>
  );
};
