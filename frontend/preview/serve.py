"""Serves these preview pages on 127.0.0.1:8099 with the real styles, icons, font and script under
/static, as the program does. For looking only; the program needs no Python."""
import http.server
import pathlib

FRONTEND = pathlib.Path(__file__).resolve().parent.parent
STYLES = ["tokens", "base", "layout", "controls", "lists", "figures", "widths", "pages", "print"]
TYPES = {"html": "text/html; charset=utf-8", "svg": "image/svg+xml", "woff2": "font/woff2",
         "css": "text/css", "js": "text/javascript"}
POLICY = "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self'; connect-src 'self'"


class Preview(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        path = self.path.split("?")[0]
        if path == "/static/app.css":
            body = b"".join((FRONTEND / "styles" / f"{name}.css").read_bytes() for name in STYLES)
        else:
            folder = {"/static/app.js": "script/app.js", "/static/icons.svg": "icons/icons.svg",
                      "/static/favicon.svg": "icons/favicon.svg"}
            name = folder.get(path) or (path[8:] if path.startswith("/static/fonts/") else f"preview{path}")
            file = (FRONTEND / name).resolve()
            if not file.is_relative_to(FRONTEND) or not file.is_file():
                return self.send_error(404)
            body = file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", TYPES.get(path.rsplit(".", 1)[-1], "text/plain"))
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    http.server.ThreadingHTTPServer(("127.0.0.1", 8099), Preview).serve_forever()
