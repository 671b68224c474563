export * from './tables.cjs';
