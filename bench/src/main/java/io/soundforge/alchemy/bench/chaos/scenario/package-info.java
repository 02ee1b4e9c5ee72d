/** One class per way to make trouble. */
@NullMarked
package io.soundforge.alchemy.bench.chaos.scenario;

import org.jspecify.annotations.NullMarked;
