extension ReportScript {
    /// The matrix of tasks and hosts, and the timeline: canvases that draw what is in sight.
    static let grids = #"""
        function grid(width,height,draw,pick){const box=el("div",{class:"view",tabindex:"0",role:"img"}),
          canvas=el("canvas"),space=el("div");box.append(canvas,space);
         box.style.height="min("+(height+2)+"px, max(260px, 100vh - 230px))";
         const paint=()=>{const w=box.clientWidth,h=Math.min(box.clientHeight,Math.max(height,1)),r=devicePixelRatio||1;
          if(!w)return;const inner=Math.max(0,height-h);space.style.height=inner+"px";space.style.width=Math.max(width,1)+"px";
          canvas.width=w*r;canvas.height=h*r;canvas.style.width=w+"px";canvas.style.height=h+"px";
          const g=canvas.getContext("2d");g.scale(r,r);g.font="12px system-ui, sans-serif";g.textBaseline="middle";
          draw(g,box.scrollLeft,box.scrollTop,w,h)};
         box.addEventListener("scroll",paint);new ResizeObserver(paint).observe(box);
         const at=e=>{const b=canvas.getBoundingClientRect();return pick(e.clientX-b.left,e.clientY-b.top,box.scrollLeft,box.scrollTop)};
         box.addEventListener("mousemove",e=>{const hit=at(e);tip(hit&&hit.text,e);canvas.style.cursor=hit?"pointer":""});
         box.addEventListener("mouseleave",()=>tip());
         box.addEventListener("click",e=>{const hit=at(e);if(hit){tip();open(hit.host)}});
         box.paint=paint;return box}
        function tip(text,e){const t=$("tip");t.hidden=!text;if(!text)return;t.textContent=text;
         t.style.left=Math.min(e.clientX+14,innerWidth-t.offsetWidth-8)+"px";
         t.style.top=Math.min(e.clientY+16,innerHeight-t.offsetHeight-8)+"px"}
        function fit(g,text,w){if(g.measureText(text).width<=w)return text;let a=0,b=text.length;
         while(a<b){const m=(a+b+1)>>1;g.measureText(text.slice(0,m)+"…").width<=w?a=m:b=m-1}return text.slice(0,a)+"…"}
        const palette=()=>{const p={};for(const c of ["f","u","c","i","o","s","n","ink","soft","card","line","accent"])p[c]=colour(c);
         return p};
        function matrix(){const rows=tasks(),cols=hosts(),wide=innerWidth,L=Math.min(300,wide*.34);
         const longest=cols.reduce((a,h)=>Math.max(a,H[h].length),0);
         const cw=Math.max(7,Math.min(60,(Math.min(wide,1680)-110-L)/Math.max(1,cols.length))),ch=22;
         const top=cw>=14?Math.min(140,longest*6.6*.8+20):10;
         const box=grid(L+cols.length*cw,top+rows.length*ch+6,(g,x,y,w,h)=>{const p=palette();
          const c0=Math.max(0,Math.floor(x/cw)),c1=Math.min(cols.length,Math.ceil((x+w-L)/cw)+1);
          const r0=Math.max(0,Math.floor(y/ch)),r1=Math.min(rows.length,Math.ceil((y+h-top)/ch)+1);
          const gap=cw>9?2:1,round=cw>9?3:1;
          for(let r=r0;r<r1;r++){const t=rows[r],cy=top+r*ch-y;for(let c=c0;c<c1;c++){const s=t.c[cols[c]];
            g.fillStyle=s==="."||!shows(s)?p.n:p[s];g.beginPath();
            g.roundRect(L+c*cw-x,cy+1,cw-gap,ch-3,round);g.fill()}}
          g.fillStyle=p.card;g.fillRect(0,0,L-4,h);g.fillRect(0,0,w,top);g.fillStyle=p.ink;
          g.save();g.beginPath();g.rect(0,top,L,h);g.clip();
          for(let r=r0;r<r1;r++){const t=rows[r];g.fillStyle=t.count.f||t.count.u?p.f:t.k?p.soft:p.ink;
           g.fillText(fit(g,t.name||t.action,L-14),2,top+r*ch-y+ch/2)}g.restore();
          if(top>20){g.fillStyle=p.soft;g.save();g.beginPath();g.rect(L,0,w,top);g.clip();
           for(let c=c0;c<c1;c++){g.save();g.translate(L+c*cw-x+cw/2,top-6);g.rotate(-Math.PI/3.2);
            g.fillText(H[cols[c]],0,0);g.restore()}g.restore()}},
         (x,y,sx,sy)=>{const r=Math.floor((y-top+sy)/ch),c=Math.floor((x-L+sx)/cw);
          if(x<L||y<top||!rows[r]||cols[c]===undefined)return null;const t=rows[r],h=cols[c],s=t.c[h];
          if(s===".")return null;const k=t.at.get(h),d=detail(t.id,h);
          return {host:h,text:H[h]+": "+NAMES[s]+" in "+time(t.l[k])+"\n"+t.name+(d&&S[d[2]]?"\n"+S[d[2]].slice(0,200):"")}});
         return el("section",{class:"card"},el("h2",{},rows.length+" tasks, "+cols.length+" hosts"),
          legend(["f","u","i","c","o","s"].map(c=>[c,NAMES[c]])),box)}
        function timeline(){const cols=hosts(),rows=tasks(),L=Math.min(220,innerWidth*.3),ch=cols.length>40?16:24,top=26;
         const span=Math.max(1,D.seconds*1000),zoom=state.zoom||1;let W=0;
         const scale=w=>(Math.max(1,w-L-12)*zoom)/span;
         const box=grid(0,top+14+cols.length*ch+6,(g,x,y,w,h)=>{W=w;const p=palette(),f=scale(w);
          box.lastChild.style.width=L+span*f+12+"px";
          const r0=Math.max(0,Math.floor(y/ch)),r1=Math.min(cols.length,Math.ceil((y+h-top)/ch)+1);
          const step=[1,2,5,10,20,50,100,200,500,1e3,2e3,5e3,1e4,3e4,6e4,3e5,6e5,18e5,36e5].find(s=>s*f>90)||72e5;
          g.strokeStyle=p.line;for(let s=0;s<=span;s+=step){const X=L+s*f-x;if(X<L)continue;if(X>w)break;
           g.beginPath();g.moveTo(X,top);g.lineTo(X,h);g.stroke();g.fillStyle=p.soft;g.fillText(time(s),X+3,top/2)}
          for(let r=r0;r<r1;r++){const hst=cols[r],cy=top+r*ch-y;for(const t of rows){const s=t.c[hst];
            if(s==="."||!shows(s))continue;const k=t.at.get(hst),X=L+(t.o+t.b[k])*f-x,B=Math.max(1.5,t.l[k]*f-.5);
            if(X+B<L||X>w)continue;g.fillStyle=p[s];g.fillRect(Math.max(L,X),cy+2,Math.min(B,X+B-L),ch-5)}}
          g.fillStyle=p.card;g.fillRect(0,top,L-4,h);g.fillRect(0,0,L-4,top);g.fillStyle=p.ink;
          for(let r=r0;r<r1;r++){const cy=top+r*ch-y;if(cy<top-ch/2)continue;g.fillText(fit(g,H[cols[r]],L-14),2,cy+ch/2)}},
         (x,y,sx,sy)=>{const hst=cols[Math.floor((y-top+sy)/ch)];if(x<L||y<top||hst===undefined)return null;
          const at=(x-L+sx)/scale(W),slack=2/scale(W);let best=null;
          for(const t of rows){const k=t.at.get(hst);if(k===undefined||!shows(t.c[hst]))continue;const b=t.o+t.b[k];
           if(at>=b-slack&&at<=b+t.l[k]+slack)best={host:hst,text:H[hst]+": "+t.name+"\n"+NAMES[t.c[hst]]+" in "+time(t.l[k])}}
          return best});
         const buttons=[["−",.5],["+",2]].map(b=>el("button",{class:"chip",title:b[1]>1?"zoom in (+)":"zoom out (-)",
          on:{click:()=>zoomBy(b[1])}},b[0]));
         return el("section",{class:"card"},el("div",{class:"bar"},legend(["f","u","i","c","o","s"].map(c=>[c,NAMES[c]])),
          el("span",{class:"grow"}),buttons),box)}
        function zoomBy(f){state.zoom=Math.max(1,Math.min(4096,(state.zoom||1)*f));if(state.tab==="timeline")show("timeline")}

        """#

    /// The head of the page, the choice of the view, and the keys.
    static let keys = #"""
        const TABS=[["overview","Overview",overview],["matrix","Matrix",matrix],["timeline","Timeline",timeline],
         ["tasks","Slowest tasks",slowest],["changes","Changes",changes],["hosts","Hosts",hostPage]];
        function head(){const failed=total.f||total.u,c=document.title.endsWith(": ok")?"o":document.title.endsWith("unfinished")?"c":"f";
         const search=el("input",{type:"search",id:"search",placeholder:"search tasks and hosts  /","aria-label":"search"});
         search.addEventListener("input",()=>{state.q=search.value.trim().toLowerCase();show(state.tab)});
         $("head").append(el("div",{class:"bar"},el("h1",{},D.title),el("span",{class:"badge",style:fill(c)},
           document.title.split(": ").pop()),D.check?el("span",{class:"badge",style:fill("s")},"check mode"):null,
          el("span",{class:"meta"},new Date(D.start*1000).toLocaleString()),el("span",{class:"grow"}),
          ["f","u","c","o","s"].filter(k=>total[k]).map(k=>el("button",{class:"chip","data-status":k,"aria-pressed":"false",
           on:{click:()=>toggle(k)}},dot(k),total[k]+" "+NAMES[k])),
          el("button",{class:"chip",title:"light or dark (t)",on:{click:theme}},"◐"),
          el("button",{class:"chip",title:"keys (?)",on:{click:help}},"?")),
          el("nav",{role:"tablist"},TABS.map((t,i)=>el("button",{role:"tab","data-tab":t[0],on:{click:()=>show(t[0])}},
           t[1]," ",el("kbd",{},String(i+1)))),el("span",{class:"grow"}),search))}
        function show(tab){state.tab=tab;document.querySelectorAll("[data-tab]").forEach(b=>
          b.setAttribute("aria-selected",String(b.dataset.tab===tab)));
         const kids=TABS.find(t=>t[0]===tab)[2]();$("main").replaceChildren(...[kids].flat().filter(k=>k));
         document.body.dataset.ready=tab}
        function toggle(c){state.only.has(c)?state.only.delete(c):state.only.add(c);
         document.querySelectorAll("[data-status]").forEach(b=>b.setAttribute("aria-pressed",String(state.only.has(b.dataset.status))));
         show(state.tab)}
        function theme(){const dark=root.dataset.theme==="dark";root.dataset.theme=dark?"light":"dark";show(state.tab)}
        function help(){const d=$("help");d.replaceChildren(el("h2",{},"Keys"),el("table",{},[["1 … 6","views"],["/","search"],
          ["f u c o s","only failed, unreachable, changed, ok, skipped"],["j k","next and previous host"],["+ -","zoom the timeline"],
          ["t","light or dark"],["Esc","clear search and filters"],["?","this"]].map(r=>el("tr",{},el("td",{},el("kbd",{},r[0])),
          el("td",{},r[1])))),el("form",{method:"dialog"},el("button",{class:"chip"},"Close")));d.showModal()}
        function step(by){const list=hosts();if(!list.length)return;const at=list.indexOf(state.host);
         open(list[Math.max(0,Math.min(list.length-1,at+by))])}
        addEventListener("keydown",e=>{if(e.ctrlKey||e.metaKey||e.altKey||$("help").open)return;const s=$("search");
         if(e.key==="Escape"){s.value="";s.blur();state.q="";state.only.clear();
          document.querySelectorAll("[data-status]").forEach(b=>b.setAttribute("aria-pressed","false"));return show(state.tab)}
         if(e.target===s)return;const n=Number(e.key);
         if(n>=1&&n<=TABS.length)show(TABS[n-1][0]);else if(e.key==="/"){e.preventDefault();s.focus()}
         else if("fucos".includes(e.key))toggle(e.key);else if(e.key==="t")theme();else if(e.key==="?")help();
         else if(e.key==="j")step(1);else if(e.key==="k")step(-1);else if(e.key==="+")zoomBy(2);else if(e.key==="-")zoomBy(.5)});
        root.dataset.theme=matchMedia("(prefers-color-scheme: dark)").matches?"dark":"light";
        matchMedia("(prefers-color-scheme: dark)").addEventListener("change",e=>{root.dataset.theme=e.matches?"dark":"light";show(state.tab)});
        function route(){const parts=decodeURIComponent(location.hash.slice(1)).split("/");
         if(parts[0]==="host"){const h=H.indexOf(parts.slice(1).join("/"));if(h>=0){state.host=h;return show("hosts")}}
         show(TABS.some(t=>t[0]===parts[0])?parts[0]:"overview")}
        head();route();

        """#
}
