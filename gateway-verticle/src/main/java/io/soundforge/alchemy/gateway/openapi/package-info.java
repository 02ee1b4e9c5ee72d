/** The description of the API (OpenAPI 3.1): put together, shown, and what requests are held against. */
@NullMarked
package io.soundforge.alchemy.gateway.openapi;

import org.jspecify.annotations.NullMarked;
