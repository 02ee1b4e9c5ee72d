/** The server that the official protocol test suites expect. */
@NullMarked
package io.soundforge.alchemy.bench.protocol;

import org.jspecify.annotations.NullMarked;
