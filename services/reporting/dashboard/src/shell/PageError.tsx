import { ErrorState } from "../kit/ErrorState.tsx";

/** In the place of a page that broke. */
export const PageError = ({ error }: { readonly error: unknown }) => <ErrorState error={error} />;
