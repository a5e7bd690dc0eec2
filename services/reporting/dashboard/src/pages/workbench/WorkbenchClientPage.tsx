/** The page at `/workbench/$client`. */
export const WorkbenchClientPage = () => <h1>WorkbenchClient</h1>;
