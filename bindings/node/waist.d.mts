export * from './waist.cjs';
