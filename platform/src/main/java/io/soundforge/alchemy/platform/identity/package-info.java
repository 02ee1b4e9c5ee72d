/** Who calls, and what they may do: access tokens, API keys, and one policy for requests and sockets. */
@NullMarked
package io.soundforge.alchemy.platform.identity;

import org.jspecify.annotations.NullMarked;
