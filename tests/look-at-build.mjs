import { isBuildNew } from '../src/built.mjs';

/** Before a run of tests: whether worker threads may start from the build. */
export default function lookAtBuild() {
  process.env.BUILD_IS_NEW = isBuildNew() ? 'yes' : 'no';
}
