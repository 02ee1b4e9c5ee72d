/** Where the audio of known songs comes from, shown and chosen. */
@NullMarked
package io.soundforge.alchemy.gateway.sources;

import org.jspecify.annotations.NullMarked;
