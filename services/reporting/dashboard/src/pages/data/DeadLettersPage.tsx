/** The page at `/data/dead-letters`. */
export const DeadLettersPage = () => <h1>DeadLetters</h1>;
