// The waist, for `import`.
export * from './waist.cjs';
