/** What the studio pages of the original called and nobody served: marks on a track, arrangements, exports. */
@NullMarked
package io.soundforge.alchemy.gateway.studio;

import org.jspecify.annotations.NullMarked;
