// The package, for `import`: the same values as for `require`, so that an error caught by one is an error
// of the other.
export * from './index.cjs';
