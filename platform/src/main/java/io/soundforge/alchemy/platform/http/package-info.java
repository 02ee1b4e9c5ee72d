/** What every HTTP listener of the mesh keeps to, whichever node it belongs to. */
@NullMarked
package io.soundforge.alchemy.platform.http;

import org.jspecify.annotations.NullMarked;
