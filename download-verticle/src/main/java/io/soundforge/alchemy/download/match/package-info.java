/** Whether what a provider found is the recording that was asked for, judged by words and durations before a byte is fetched. */
@NullMarked
package io.soundforge.alchemy.download.match;

import org.jspecify.annotations.NullMarked;
