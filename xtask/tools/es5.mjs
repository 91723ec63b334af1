// Lowers a script to ES5. TypeScript 5 is the last compiler line of its kind with that target, and
// its helpers are small and written only where they are used.

import { parse } from "acorn";
import ts from "typescript";

/** The same program in ES5; throws where something has no ES5 form. */
export function toES5(code) {
  const { outputText, diagnostics } = ts.transpileModule(code, {
    reportDiagnostics: true,
    compilerOptions: {
      target: ts.ScriptTarget.ES5,
      module: ts.ModuleKind.ESNext,
      // Without it a loop over a Map would silently become a loop over indexes.
      downlevelIteration: true,
      removeComments: true,
    },
  });
  if (diagnostics.length > 0) {
    throw new Error(ts.formatDiagnostics(diagnostics, {
      getCanonicalFileName: (name) => name,
      getCurrentDirectory: () => "",
      getNewLine: () => "\n",
    }));
  }
  // The compiler leaves what it cannot lower, a BigInt literal for one, as it is: parse to be sure.
  parse(outputText, { ecmaVersion: 5 });
  return outputText;
}
