/** The page at `/retention`. */
export const RetentionPage = () => <h1>Retention</h1>;
