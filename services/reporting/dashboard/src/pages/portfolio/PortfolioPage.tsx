/** The page at `/`. */
export const PortfolioPage = () => <h1>Portfolio</h1>;
