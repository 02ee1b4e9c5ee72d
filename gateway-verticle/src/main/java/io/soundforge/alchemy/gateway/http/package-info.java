@NullMarked
package io.soundforge.alchemy.gateway.http;

import org.jspecify.annotations.NullMarked;
