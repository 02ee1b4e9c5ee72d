package io.soundforge.alchemy.gateway.batch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the list of batches, newest first.
 *
 * @param next what to pass as {@code cursor} for the following part; null at the end
 */
record BatchList(List<BatchView> batches, @Nullable String next) {}
