/** Requests for jobs and about them, against the same on Express and Redis. */
@NullMarked
package io.soundforge.alchemy.bench.http;

import org.jspecify.annotations.NullMarked;
