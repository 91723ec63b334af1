// What a browser gets for `launch-complete/subscriptions`. It exports nothing, so that bundlers refuse the import and
// name this file; whatever loads it all the same is told why.
export {};
throw new Error("launch-complete/subscriptions is for back ends: whoever can read the client secret can sign as the marketplace");
