@NullMarked
package io.soundforge.alchemy.gateway.page;

import org.jspecify.annotations.NullMarked;
