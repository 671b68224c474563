// Tables, for `import`.
export * from './tables.cjs';
